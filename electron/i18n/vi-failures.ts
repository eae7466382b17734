/** Why the program may be unable to start, by code, in Vietnamese. In English the failure's own words are shown. */
export const viFailures: Readonly<Record<string, { readonly message: string; readonly hint: string }>> = {
  'bad-port': { message: 'Số cổng không hợp lệ.', hint: 'Hãy dùng số từ 1 đến 65535, hoặc 0 để tự chọn.' },
  'bad-threads': { message: 'Số luồng không hợp lệ.', hint: 'Hãy dùng số từ 0 đến 64.' },
  'bad-options': { message: 'Có tùy chọn trên dòng lệnh không hiểu được.', hint: 'Hãy sửa tùy chọn rồi chạy lại.' },
  'data-folder': {
    message: 'Không dùng được thư mục dữ liệu.',
    hint: 'Hãy chọn thư mục mà bạn có quyền ghi bằng --data.',
  },
  'data-folder-read-only': {
    message: 'Không ghi được vào thư mục dữ liệu.',
    hint: 'Hãy cho người dùng này quyền ghi vào thư mục, hoặc chọn thư mục khác.',
  },
  'data-folder-unusable': {
    message: 'Không dùng được thư mục dữ liệu.',
    hint: 'Hãy kiểm tra đĩa đã được gắn và còn chỗ trống chưa, hoặc chọn thư mục khác.',
  },
  'store-locked': {
    message: 'Một chương trình khác đang dùng thư mục dữ liệu này.',
    hint: 'Hãy dừng chương trình kia, hoặc khởi động với thư mục dữ liệu khác.',
  },
  'database-corrupt': {
    message: 'Cơ sở dữ liệu bị hỏng và không có bản sao lưu nào lành lặn.',
    hint: 'Hãy khôi phục từ một bản sao lưu bằng lệnh: npm run site -- restore.',
  },
  'database-unusable': {
    message: 'Không mở được cơ sở dữ liệu.',
    hint: 'Hãy kiểm tra đĩa và chỗ trống trên đĩa.',
  },
  'database-newer': {
    message: 'Cơ sở dữ liệu được ghi bởi phiên bản mới hơn của chương trình.',
    hint: 'Hãy chạy lại phiên bản mới hơn, hoặc khôi phục bản sao lưu trước khi cập nhật.',
  },
  'not-our-database': {
    message: 'Cơ sở dữ liệu này thuộc về chương trình khác.',
    hint: 'Hãy chọn thư mục dữ liệu khác.',
  },
  'not-examined': {
    message: 'Không kiểm tra được cơ sở dữ liệu.',
    hint: 'Hãy kiểm tra đĩa và quyền truy cập.',
  },
  'store-unreadable': {
    message: 'Không đọc được cơ sở dữ liệu.',
    hint: 'Hãy khởi động lại; nếu vẫn vậy, nhật ký của chương trình cho biết thêm.',
  },
  'key-unusable': {
    message: 'Khóa niêm phong mật khẩu không dùng được.',
    hint: 'Hãy đưa lại đúng tệp khóa.',
  },
  'bad-key-file': {
    message: 'Tệp khóa không chứa khóa.',
    hint: 'Hãy đưa lại tệp khóa của trạm này từ bản sao lưu.',
  },
  'key-sealed': {
    message: 'Khóa của thư mục này được giữ trong kho khóa của hệ điều hành.',
    hint: 'Hãy mở thư mục này bằng ứng dụng máy trạm, hoặc chọn thư mục khác bằng --data.',
  },
  'key-not-kept': {
    message: 'Không giữ được khóa của thư mục này.',
    hint: 'Hãy đăng nhập hệ thống bằng người dùng đã tạo thư mục và mở kho khóa của họ, hoặc đưa lại khóa từ bản sao lưu.',
  },
  'key-locked': {
    message: 'Không đọc được khóa của thư mục này.',
    hint: 'Hãy đăng nhập hệ thống bằng người dùng đã tạo thư mục và mở kho khóa của họ, hoặc đưa lại khóa từ bản sao lưu.',
  },
  'address-refused': {
    message: 'Chương trình chỉ phục vụ trên chính máy này.',
    hint: 'Hãy đặt địa chỉ là 127.0.0.1.',
  },
  'port-in-use': {
    message: 'Cổng đang được chương trình khác dùng, có thể là một lần chạy khác của chương trình này.',
    hint: 'Hãy đóng chương trình kia, hoặc chọn cổng khác bằng --port (0 để tự chọn).',
  },
  'port-not-allowed': {
    message: 'Người dùng này không được mở cổng đó.',
    hint: 'Hãy chọn cổng lớn hơn 1023.',
  },
  'listen-failed': { message: 'Không mở được cổng.', hint: 'Hãy chọn cổng khác.' },
  'decoder-missing': {
    message: 'Không khởi động được ffmpeg.',
    hint: 'Hãy cài ffmpeg 5.1 trở lên, hoặc đặt FFMPEG_PATH là đường dẫn đầy đủ tới nó.',
  },
  'gave-up': {
    message: 'Một tiến trình của chương trình đã dừng hẳn.',
    hint: 'Nhật ký của trạm cho biết thêm.',
  },
  stopping: { message: 'Chương trình đang kết thúc.', hint: 'Hãy khởi động lại.' },
  fault: { message: 'Chương trình gặp lỗi.', hint: 'Đây là lỗi của chương trình; nhật ký của nó cho biết thêm.' },
};
